export { ConversationView } from './conversation-view.tsx';
export { askFor, chosenInConversation, setSideBySide, takeBack, useConversation } from './conversation-store.ts';
