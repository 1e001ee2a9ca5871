export { ConversationView } from './conversation-view.tsx';
export { chosenInConversation } from './conversation-store.ts';
